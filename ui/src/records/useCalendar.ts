// How calendars speak: month headings and the names of their buttons, in the language on screen.
import { useTranslation } from 'react-i18next';

/** Properties that every date field passes on. One that is `typed` shows dates as they are typed quickest, and read back. */
export function useCalendar(typed = false) {
  const { t, i18n } = useTranslation();
  const chinese = i18n.language.startsWith('zh');
  return {
    monthLabelFormat: chinese ? 'YYYY年M月' : 'MMMM YYYY',
    yearLabelFormat: chinese ? 'YYYY年' : 'YYYY',
    valueFormat: typed ? 'YYYY-MM-DD' : chinese ? 'YYYY年M月D日' : 'MMM D, YYYY',
    // Red is kept for what is late; the calendar's columns say well enough which days are a weekend's.
    weekendDays: [],
    ariaLabels: {
      monthLevelControl: t('records.calendar.months'),
      yearLevelControl: t('records.calendar.years'),
      nextMonth: t('records.calendar.next'),
      previousMonth: t('records.calendar.previous'),
      nextYear: t('records.calendar.next'),
      previousYear: t('records.calendar.previous'),
      nextDecade: t('records.calendar.next'),
      previousDecade: t('records.calendar.previous'),
    },
  };
}
