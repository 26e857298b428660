// 门店规则: everything a store decides for itself.
import { useTranslation } from 'react-i18next';
import { Text } from '@mantine/core';

import { useAsk } from '../../../api/hooks';
import { ErrorNote } from '../../../shared/ErrorNote';
import { Loading } from '../../../shared/Loading';
import { RulesTab } from '../RulesTab';
import { CalendarEditor } from './CalendarEditor';
import { CheckEditor } from './CheckEditor';
import { ChoiceEditor } from './ChoiceEditor';
import { NumberRules } from './NumberRules';
import { RotaEditor } from './RotaEditor';
import { TargetEditor } from './TargetEditor';
import classes from './Rules.module.css';

export function HouseRules() {
  const { t } = useTranslation();
  const rules = useAsk('rules', {});
  const { data } = rules;
  return (
    <div className={classes['stack']}>
      <ErrorNote error={rules.error} again={() => void rules.refetch()} />
      {rules.isPending && <Loading />}
      {data && (
        <>
          {!data.can_edit && <Text size="sm" c="dimmed">{t('store.read_only')}</Text>}
          <RulesTab rules={data.grades} />
          <NumberRules numbers={data.numbers} edits={data.can_edit} />
          <TargetEditor targets={data.targets} edits={data.can_edit} />
          <RotaEditor rota={data.rota} off={data.off_rota} edits={data.can_edit} />
          <ChoiceEditor list="reasons" choices={data.reasons} edits={data.can_edit} />
          <ChoiceEditor list="sources" choices={data.sources} edits={data.can_edit} />
          <CheckEditor checks={data.checks} edits={data.can_edit} />
          <CalendarEditor years={data.years} edits={data.can_edit} />
        </>
      )}
    </div>
  );
}
