// The reception's words for stored codes. A code of a newer version is shown as it is, never hidden.
import { useTranslation } from 'react-i18next';

type List = 'came_by' | 'purposes' | 'contact_left' | 'results' | 'chore' | 'chosen_by' | 'fields' | 'doubts';

export function useReceptionWords() {
  const { t, i18n } = useTranslation();
  return (list: List, code: string): string => {
    const key = `reception.${list}.${code}`;
    return i18n.exists(key) ? String(t(key, { defaultValue: code })) : code;
  };
}
