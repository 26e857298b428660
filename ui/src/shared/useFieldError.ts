import { useTranslation } from 'react-i18next';

import { asCallError } from '../api/call';

/** The sentence of `error` if it concerns `field` of the request, for that field's own error line. */
export function useFieldError(error: unknown) {
  const { t } = useTranslation();
  const told = error ? asCallError(error) : null;
  return {
    at: (...fields: string[]): string | undefined => (told?.field && fields.includes(told.field) ? t(`errors.${told.code}`) : undefined),
    /** The error if it belongs to none of `fields`, to be shown above the form. */
    besides: (...fields: string[]) => (told && !(told.field && fields.includes(told.field)) ? told : null),
  };
}
