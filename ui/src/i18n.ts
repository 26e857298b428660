// Words in both languages, bundled: a switch is instant and needs no network. Chinese is the first language.
import 'dayjs/locale/zh-cn';
import dayjs from 'dayjs';
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';

import type { Language } from './api/types';
import en from './locales/en';
import zh from './locales/zh-CN';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: typeof zh };
  }
}

/** What the device itself speaks, for the very first screen. */
export const guessLanguage = (): Language => (navigator.language.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en');

void i18next.use(initReactI18next).init({
  resources: { 'zh-CN': { translation: zh }, en: { translation: en } },
  lng: guessLanguage(),
  fallbackLng: 'zh-CN',
  initAsync: false,
  interpolation: { escapeValue: false },
});

/** Speaks `language` from the next frame on, dates included. */
export function speak(language: Language): void {
  dayjs.locale(language === 'zh-CN' ? 'zh-cn' : 'en');
  document.documentElement.lang = language;
  document.title = language === 'zh-CN' ? '集客本' : 'Forecourt';
  if (i18next.language !== language) void i18next.changeLanguage(language);
}

speak(guessLanguage());
