// Amounts of a quotation, to the fen: here nothing is rounded for reading.
import { useTranslation } from 'react-i18next';

const FEN_PER_YUAN = 100;

/** Fen as `¥12,345.60`. */
export function useYuan() {
  const { t, i18n } = useTranslation();
  return (fen: number): string => {
    const whole = fen % FEN_PER_YUAN === 0;
    const text = (Math.abs(fen) / FEN_PER_YUAN).toLocaleString(i18n.language, { minimumFractionDigits: whole ? 0 : 2, maximumFractionDigits: 2 });
    return `${fen < 0 ? '-' : ''}${t('common.money.yuan', { n: text })}`;
  };
}

/** Fen as people type it: `12345.6`. */
export const typedYuan = (fen: number): string => String(fen / FEN_PER_YUAN);
