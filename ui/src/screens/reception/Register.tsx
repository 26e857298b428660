// 到店客户登记: who came in some days, by conditions that stand in the address; as a table for whoever may.
import { Button, Select } from '@mantine/core';
import { IconDownload, IconFilter } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';

import { useTell } from '../../api/hooks';
import { CAME_BY, CONTACT_LEFT, GRADES, VISIT_RESULTS, type LineFilter } from '../../api/types';
import { among } from '../../records/among';
import { put } from '../../records/filter';
import { useComplain } from '../../records/useComplain';
import { useSellers } from '../../records/useStaff';
import { useSession } from '../../session';
import { saveText } from '../../shared/saveText';
import { usePhone } from '../../shared/usePhone';
import { LinePages, PAGE_KEY } from './LinePages';
import { RangeBar } from './RangeBar';
import { rangeOf } from './range';
import classes from './Reception.module.css';
import { useReceptionWords } from './words';

const NO_FILTER = { consultant: null, came_by: null, is_intending: null, result: null, is_first: null, contact: null, has_file: null, series: null, event: null, grade: null, need: null };
const DAYS = 7;
/** The conditions, by their names in the address. */
const CONDITIONS = ['who', 'by', 'visit', 'intent', 'contact', 'result', 'grade'] as const;

export function Register() {
  const { t } = useTranslation();
  const word = useReceptionWords();
  const { today } = useSession();
  const complain = useComplain();
  const sellers = useSellers();
  const [search, setSearch] = useSearchParams();
  const table = useTell('export_lines', { done: ({ rows }) => t('reception.register.exported', { count: rows }) });
  const range = rangeOf(search, today, DAYS);
  const said = (name: string) => search.get(name);
  const filter: LineFilter = {
    ...NO_FILTER,
    ...range,
    consultant: said('who'),
    came_by: among(CAME_BY, said('by')),
    result: among(VISIT_RESULTS, said('result')),
    grade: among(GRADES, said('grade')),
    contact: among(CONTACT_LEFT, said('contact')),
    is_first: said('visit') === null ? null : said('visit') === 'first',
    is_intending: said('intent') === null ? null : said('intent') === 'buying',
  };
  const clear = { 'aria-label': t('common.clear') };
  const pick = (name: string, label: string, data: { value: string; label: string }[]) => (
    <Select label={label} placeholder={t('reception.register.anyone')} clearable clearButtonProps={clear} data={data} value={said(name)} onChange={(value) => setSearch(put(put(search, PAGE_KEY, ''), name, value ?? ''), { replace: true })} />
  );
  const phone = usePhone();
  const [unfolded, unfold] = useState(false);
  const set = CONDITIONS.filter((name) => said(name) !== null).length;
  const save = () => table.mutate({ filter }, { onError: complain, onSuccess: ({ file_name, csv }) => saveText(file_name, csv) });
  return (
    <>
      <section className={classes['filters']} aria-label={t('reception.register.filter')}>
        <RangeBar range={range} />
        {phone && (
          <Button className={classes['spans'] ?? ''} variant={set > 0 ? 'light' : 'default'} leftSection={<IconFilter size={18} aria-hidden />} aria-expanded={unfolded} onClick={() => unfold(!unfolded)}>
            {set === 0 ? t('reception.register.conditions') : t('reception.register.conditions_set', { n: set })}
          </Button>
        )}
        {(!phone || unfolded) && (
          <>
            {pick('who', t('reception.register.consultant'), sellers.map(({ id, name }) => ({ value: id, label: name })))}
            {pick('by', t('reception.register.came_by'), CAME_BY.map((value) => ({ value, label: word('came_by', value) })))}
            {pick('visit', t('reception.register.first'), [{ value: 'first', label: t('reception.form.first') }, { value: 'again', label: t('reception.form.again') }])}
            {pick('intent', t('reception.register.intent'), [{ value: 'buying', label: t('reception.register.buying') }, { value: 'other', label: t('reception.register.other') }])}
            {pick('contact', t('reception.register.contact'), CONTACT_LEFT.map((value) => ({ value, label: word('contact_left', value) })))}
            {pick('result', t('reception.register.result'), VISIT_RESULTS.map((value) => ({ value, label: word('results', value) })))}
            {pick('grade', t('reception.register.grade'), GRADES.map((value) => ({ value, label: value })))}
          </>
        )}
        {search.size > 0 && <Button variant="subtle" onClick={() => setSearch({}, { replace: true })}>{t('reception.register.clear')}</Button>}
      </section>
      <LinePages
        filter={filter}
        empty={t('reception.register.none')}
        exporting={<Button variant="default" leftSection={<IconDownload size={18} aria-hidden />} loading={table.isPending} onClick={save}>{t('reception.register.export')}</Button>}
      />
    </>
  );
}
