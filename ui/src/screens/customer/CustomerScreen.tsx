// The file of one customer on a page of its own.
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';

import { useAsk } from '../../api/hooks';
import { paths } from '../../paths';
import { useIsDesk } from '../../records/Sheet';
import { Loading } from '../../shared/Loading';
import { Page } from '../../shared/Page';
import { CustomerFile } from './CustomerFile';
import { FileError } from './FileError';

export function CustomerScreen() {
  const { t } = useTranslation();
  const desk = useIsDesk();
  const { file = '' } = useParams();
  const page = useAsk('customer', { file });
  return (
    <Page title={t('customer.title')} back={paths.customers} width={1280}>
      <FileError error={page.error} again={() => void page.refetch()} />
      {page.isPending && <Loading />}
      {page.data && <CustomerFile key={file} page={page.data} wide={desk} />}
    </Page>
  );
}
