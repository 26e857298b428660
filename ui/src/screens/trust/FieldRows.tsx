import { Text } from '@mantine/core';
import { IconArrowNarrowRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

import type { FieldRow } from '../../api/types';
import { useFieldWords } from '../../records/fieldWords';
import { telling } from './review';
import classes from './Trust.module.css';

/** What changes would make of a file: field, value before, value after. */
export function FieldRows({ rows }: { rows: readonly FieldRow[] }) {
  const { t } = useTranslation();
  const words = useFieldWords();
  const told = telling(rows);
  if (told.length === 0) return null;
  return (
    <table className={classes['fields']}>
      <tbody>
        {told.map(({ field, before, after }, at) => {
          const place = field.split('.').filter((part) => part !== 'fields');
          return (
            // The same field may be written several times; their order tells them apart.
            <tr key={`${field}-${at}`}>
              <th scope="row">{words.field(place)}</th>
              <td>
                {before !== null && before !== '' && (
                  <>
                    <del className={classes['before']}>{words.value(place, before)}</del>
                    <IconArrowNarrowRight size={16} className={classes['arrow']} style={{ width: 28 }} role="img" aria-label={t('trust.review.becomes')} />
                  </>
                )}
                <Text span fw={500}>{words.value(place, after ?? '')}</Text>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
