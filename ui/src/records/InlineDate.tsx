// A date that is chosen where it stands.
import { DatePickerInput } from '@mantine/dates';
import { useTranslation } from 'react-i18next';

import { useSession } from '../session';
import { useFormat } from '../shared/format';
import { usePhone } from '../shared/usePhone';
import classes from './Inline.module.css';
import { useCalendar } from './useCalendar';

interface Props {
  label: string;
  value: string;
  readOnly?: boolean;
  onPick: (value: string) => void;
}

export function InlineDate({ label, value, readOnly = false, onPick }: Props) {
  const { t } = useTranslation();
  const { today } = useSession();
  const { date } = useFormat();
  const calendar = useCalendar();
  const phone = usePhone();
  const isDate = /^\d{4}-\d{2}-\d{2}$/.test(value);
  if (readOnly) return <div className={classes['still']}>{isDate ? date(value, today) : value}</div>;
  return (
    <DatePickerInput
      aria-label={label}
      variant="unstyled"
      size="sm"
      // A date that another system wrote in its own way is shown as it stands.
      placeholder={value && !isDate ? value : t('customer.fill_in')}
      value={isDate ? value : null}
      clearable
      dropdownType={phone ? 'modal' : 'popover'}
      {...calendar}
      classNames={{ input: classes['select'], placeholder: classes['empty'] }}
      clearButtonProps={{ 'aria-label': t('common.clear') }}
      onChange={(picked) => onPick(picked ?? '')}
    />
  );
}
