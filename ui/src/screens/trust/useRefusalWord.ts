import { useTranslation } from 'react-i18next';

/** Why something was not accepted, in words. A code of a newer version is shown as it is. */
export function useRefusalWord() {
  const { t, i18n } = useTranslation();
  return (code: string): string =>
    i18n.exists(`sync.refusals.${code}`) ? String(t(`sync.refusals.${code}`, { defaultValue: code })) : code;
}
