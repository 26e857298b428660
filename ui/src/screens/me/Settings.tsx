import { Paper, SegmentedControl, Stack, Switch, Text, useMantineColorScheme } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useTell } from '../../api/hooks';
import type { Language } from '../../api/types';
import { speak } from '../../i18n';
import { hasKeys, isOutlined, setKeys, setOutlined } from '../../shared/display';
import { ErrorNote } from '../../shared/ErrorNote';
import { applyTextSize, TEXT_SIZES, textSize } from '../../shared/textSize';
import { usePhone } from '../../shared/usePhone';

const LANGUAGES: { value: Language; label: string }[] = [
  { value: 'zh-CN', label: '简体中文' },
  { value: 'en', label: 'English' },
];
const THEMES = ['auto', 'light', 'dark'] as const;

/** Language, colours, text size, outlines and keys of this device. */
export function Settings() {
  const { t, i18n } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const [size, setSize] = useState(textSize);
  const [outlined, outline] = useState(isOutlined);
  const [keys, letters] = useState(hasKeys);
  const phone = usePhone();
  const tell = useTell('set_language');
  const choose = (value: string) => {
    const language = LANGUAGES.find((one) => one.value === value)?.value ?? 'zh-CN';
    speak(language);
    tell.mutate({ language });
  };
  return (
    <Paper p="md">
      <Stack>
        <ErrorNote error={tell.error} />
        <div>
          <Text size="sm" c="dimmed" mb={4}>{t('me.language')}</Text>
          <SegmentedControl fullWidth size="md" aria-label={t('me.language')} data={LANGUAGES} value={i18n.language} onChange={choose} />
        </div>
        <div>
          <Text size="sm" c="dimmed" mb={4}>{t('me.theme')}</Text>
          <SegmentedControl
            fullWidth
            size="md"
            aria-label={t('me.theme')}
            data={THEMES.map((value) => ({ value, label: t(`me.themes.${value}`) }))}
            value={colorScheme}
            onChange={(value) => setColorScheme(THEMES.find((one) => one === value) ?? 'auto')}
          />
        </div>
        <div>
          <Text size="sm" c="dimmed" mb={4}>{t('me.text_size')}</Text>
          <SegmentedControl
            fullWidth
            size="md"
            aria-label={t('me.text_size')}
            data={TEXT_SIZES.map((value) => ({ value, label: t(`me.sizes.${value}`) }))}
            value={size}
            onChange={(value) => {
              const chosen = TEXT_SIZES.find((one) => one === value) ?? '100';
              setSize(chosen);
              applyTextSize(chosen);
            }}
          />
        </div>
        <Switch
          label={t('hands.display.outline')}
          description={t('hands.display.outline_hint')}
          checked={outlined}
          onChange={(event) => {
            outline(event.currentTarget.checked);
            setOutlined(event.currentTarget.checked);
          }}
        />
        {!phone && (
          <Switch
            label={t('hands.display.keys')}
            description={t('hands.display.keys_hint')}
            checked={keys}
            onChange={(event) => {
              letters(event.currentTarget.checked);
              setKeys(event.currentTarget.checked);
            }}
          />
        )}
      </Stack>
    </Paper>
  );
}
