import { Radio, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** What becomes of the data on what is shut out: kept locked up, or destroyed once its unsent work is safe. */
export function WipeChoice({ wipe, onChange }: { wipe: boolean; onChange: (wipe: boolean) => void }) {
  const { t } = useTranslation();
  return (
    <Radio.Group label={t('store.revoke.data')} value={wipe ? 'wipe' : 'keep'} onChange={(value) => onChange(value === 'wipe')}>
      <Stack gap="sm" mt={4}>
        <Radio value="wipe" size="md" label={t('store.revoke.wipe')} description={t('store.revoke.wipe_text')} />
        <Radio value="keep" size="md" label={t('store.revoke.keep')} description={t('store.revoke.keep_text')} />
      </Stack>
    </Radio.Group>
  );
}
