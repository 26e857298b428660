import { useTranslation } from 'react-i18next';

import { EmptyNote } from '../../shared/EmptyNote';
import { Page } from '../../shared/Page';

export function PipelineScreen() {
  const { t } = useTranslation();
  return (
    <Page title={t('pipeline.title')}>
      <EmptyNote text={t('common.empty')} />
    </Page>
  );
}
