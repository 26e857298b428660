// What a file says of one field, each value with who wrote it, where and when. A change that tells no time of its own lies
// between two that do, and that is what is said.
import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

import type { Said } from '../../api/types';
import { useFieldWords } from '../../records/fieldWords';
import { Pill } from '../../records/Pill';
import { useFormat } from '../../shared/format';
import { useWords } from '../../shared/words';
import classes from './Merging.module.css';

interface Props {
  said: readonly Said[];
  place: readonly string[];
  /** Whether the joined customer would show this one. */
  shown: boolean;
}

export function SaidCell({ said, place, shown }: Props) {
  const { t } = useTranslation();
  const words = useWords();
  const { value } = useFieldWords();
  const { moment } = useFormat();
  if (said.length === 0) return <Text size="sm" c="dimmed">{t('merging.nothing')}</Text>;
  const text = (one: Said) => {
    if (place[0] !== 'opportunities') return place.length === 1 ? one.value : value(place, one.value);
    const [grade = '', stage = '', wanted = ''] = one.value.split('|');
    return [words('grades', grade), words('stages', stage), wanted].filter(Boolean).join(' · ');
  };
  const when = (one: Said) => {
    if (one.at !== null) return moment(one.at);
    if (one.after !== null && one.before !== null) return t('merging.between', { after: moment(one.after), before: moment(one.before) });
    if (one.after !== null) return t('merging.after', { when: moment(one.after) });
    return one.before === null ? '' : t('merging.before', { when: moment(one.before) });
  };
  return said.map((one, nth) => (
    <div key={`${nth}-${one.value}`} className={classes['said']}>
      <Text size="md">{text(one)} {shown && <Pill tone="accent">{t('merging.shown')}</Pill>}</Text>
      <Text size="xs" c="dimmed">{[...new Set([one.by?.name, one.device, when(one)])].filter(Boolean).join(' · ')}</Text>
    </div>
  ));
}
