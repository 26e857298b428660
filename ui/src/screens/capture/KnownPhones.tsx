import { Button, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

import type { KnownPhone } from '../../api/types';
import { paths } from '../../paths';
import { useFormat } from '../../shared/format';
import classes from './Capture.module.css';

/** Who on this device already has the number, with the two one-tap answers. */
export function KnownPhones({ known, onStillNew }: { known: readonly KnownPhone[]; onStillNew: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [first] = known;
  if (!first) return null;
  return (
    <section className={classes['known']} aria-live="polite" aria-label={t(first.exact ? 'capture.known.title' : 'capture.known.near')}>
      <Text size="sm" fw={600}>{t(first.exact ? 'capture.known.title' : 'capture.known.near')}</Text>
      <Stack gap={4}>
        {known.slice(0, 2).map((one) => (
          <Group key={one.file} justify="space-between" wrap="nowrap" gap="xs">
            <Text size="sm" lineClamp={2}>
              {[
                one.name || t('common.unnamed'),
                one.phone,
                one.owner ? t('capture.known.owner', { name: one.owner.name }) : t('capture.known.pool'),
                one.last_contact_at === null ? null : t('capture.known.last', { when: format.ago(one.last_contact_at) }),
              ].filter(Boolean).join(' · ')}
            </Text>
            <Button component={Link} to={paths.customer(one.file)} variant="default" flex="none">{t('capture.known.open')}</Button>
          </Group>
        ))}
      </Stack>
      <Button variant="subtle" onClick={onStillNew} ml="auto">{t('capture.known.still')}</Button>
    </section>
  );
}
