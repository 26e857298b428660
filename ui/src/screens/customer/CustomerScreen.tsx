import { useTranslation } from 'react-i18next';

import { EmptyNote } from '../../shared/EmptyNote';
import { Page } from '../../shared/Page';

export function CustomerScreen() {
  const { t } = useTranslation();
  return (
    <Page title={t('customers.title')}>
      <EmptyNote text={t('common.empty')} />
    </Page>
  );
}
