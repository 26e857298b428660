import { useTranslation } from 'react-i18next';

import { asCallError } from '../api/call';

/** Whether an error about `told` concerns `field`: itself or an entry of it, such as `phones.0`. */
const concerns = (told: string, field: string) => told === field || told.startsWith(`${field}.`) || told.startsWith(`${field}[`);

/** Sorts an error to the field it concerns, or above the form. */
export function useFieldError(error: unknown) {
  const { t } = useTranslation();
  const told = error ? asCallError(error) : null;
  const among = (fields: string[]) => fields.some((field) => told?.field && concerns(told.field, field));
  return {
    /** The sentence, if it concerns one of `fields` of the request. */
    at: (...fields: string[]): string | undefined => (told && among(fields) ? t(`errors.${told.code}`) : undefined),
    /** The error, if it concerns none of `fields`. */
    besides: (...fields: string[]) => (told && !among(fields) ? told : null),
  };
}
