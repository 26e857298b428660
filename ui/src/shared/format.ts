// Money, dates and times as people of both languages read them. Only display: the core does the arithmetic.
import dayjs from 'dayjs';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';

import { clockText, storeDate } from './storeTime';

const FEN_PER_YUAN = 100;
const YUAN_PER_WAN = 10_000;

/** `¥12.8 万` in Chinese, `¥128,000` in English; what is taken off as `-¥500`. */
export function moneyText(t: TFunction, language: string, fen: number): string {
  if (fen < 0) return `-${moneyText(t, language, -fen)}`;
  const yuan = fen / FEN_PER_YUAN;
  if (language.startsWith('zh') && yuan >= YUAN_PER_WAN) {
    return t('common.money.wan', { n: (yuan / YUAN_PER_WAN).toLocaleString('zh-CN', { maximumFractionDigits: 2 }) });
  }
  return t('common.money.yuan', { n: yuan.toLocaleString(language, { maximumFractionDigits: 2 }) });
}

/** `11月21日` or `Nov 21`; with the year where it is not `today`'s. */
export function dateText(language: string, date: string, today: string): string {
  const same = date.slice(0, 4) === today.slice(0, 4);
  if (language.startsWith('zh')) return dayjs(date).format(same ? 'M月D日' : 'YYYY年M月D日');
  return dayjs(date).format(same ? 'MMM D' : 'MMM D, YYYY');
}

/** Today, tomorrow, yesterday by name; other days by date. */
export function dayText(t: TFunction, language: string, date: string, today: string): string {
  const days = dayjs(date).diff(dayjs(today), 'day');
  if (days === 0) return t('common.when.today');
  if (days === 1) return t('common.when.tomorrow');
  if (days === -1) return t('common.when.yesterday');
  return dateText(language, date, today);
}

/** How long ago an instant was; by date and time from the second day on. */
export function agoText(t: TFunction, language: string, at: number, now: number = Date.now()): string {
  const minutes = Math.floor((now - at) / 60_000);
  if (minutes < 1) return t('common.when.just_now');
  if (minutes < 60) return t('common.when.minutes_ago', { count: minutes });
  if (minutes < 24 * 60) return t('common.when.hours_ago', { count: Math.floor(minutes / 60) });
  return momentText(language, at, now);
}

/** `11月21日 14:05` or `Nov 21, 14:05`. */
export function momentText(language: string, at: number, now: number = Date.now()): string {
  return `${dateText(language, storeDate(at), storeDate(now))} ${clockText(at)}`;
}

/** `5,000 公里` or `5,000 km`; what is no number as it stands. */
export function kmText(t: TFunction, language: string, km: number | string): string {
  const n = Number(km);
  return km === '' || Number.isNaN(n) ? String(km) : t('common.km', { n: n.toLocaleString(language) });
}

/** The functions above in the language on screen. */
export function useFormat() {
  const { t, i18n } = useTranslation();
  const language = i18n.language;
  return {
    money: (fen: number) => moneyText(t, language, fen),
    date: (date: string, today: string) => dateText(language, date, today),
    day: (date: string, today: string) => dayText(t, language, date, today),
    ago: (at: number) => agoText(t, language, at),
    moment: (at: number) => momentText(language, at),
    km: (km: number | string) => kmText(t, language, km),
    /** Several things in one line, as people of both languages put them side by side. */
    list: (words: readonly string[]) => words.join(t('common.comma')),
  };
}
