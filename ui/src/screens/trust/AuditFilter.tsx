import { Button, Select } from '@mantine/core';
import { DatePickerInput } from '@mantine/dates';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';

import { useAsk } from '../../api/hooks';
import zh from '../../locales/zh-CN';
import { put } from '../../records/filter';
import { useCalendar } from '../../records/useCalendar';
import { usePhone } from '../../shared/usePhone';
import classes from './Trust.module.css';

type Word = keyof typeof zh.audit.words;
const isWord = (word: string): word is Word => word in zh.audit.words;
const WORDS = Object.keys(zh.audit.words).filter(isWord).filter((word) => word !== 'unknown');

/** By whom, what and when. It stands in the address. */
export function AuditFilter() {
  const { t } = useTranslation();
  const [search, setSearch] = useSearchParams();
  const store = useAsk('store', {});
  const calendar = useCalendar();
  const phone = usePhone();
  const set = (name: string) => (value: string | null) => setSearch(put(search, name, value ?? ''), { replace: true });
  const clear = { 'aria-label': t('common.clear') };
  const date = (name: 'from' | 'to') => (
    <DatePickerInput label={t(`audit.${name}`)} value={search.get(name)} clearable clearButtonProps={clear} dropdownType={phone ? 'modal' : 'popover'} {...calendar} onChange={set(name)} />
  );
  return (
    <section className={classes['filters']} aria-label={t('audit.filtered')}>
      <Select
        label={t('audit.who')}
        placeholder={t('audit.anybody')}
        clearable
        clearButtonProps={clear}
        searchable
        nothingFoundMessage={t('records.staff.none')}
        data={(store.data?.staff ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        value={search.get('who')}
        onChange={set('who')}
      />
      <Select
        label={t('audit.what')}
        placeholder={t('audit.anything')}
        clearable
        clearButtonProps={clear}
        searchable
        data={WORDS.map((word) => ({ value: word, label: t(`audit.words.${word}`) }))}
        value={search.get('what')}
        onChange={set('what')}
      />
      {date('from')}
      {date('to')}
      {search.size > 0 && <Button variant="subtle" onClick={() => setSearch({}, { replace: true })}>{t('audit.clear')}</Button>}
    </section>
  );
}
