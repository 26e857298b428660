import { Button } from '@mantine/core';
import { IconFileX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

import type { CallError } from '../../api/call';
import { paths } from '../../paths';
import { EmptyNote } from '../../shared/EmptyNote';
import { ErrorNote } from '../../shared/ErrorNote';

/** Why a file is not shown. One that was erased is no error: it is gone as it was asked for. */
export function FileError({ error, again }: { error: CallError | null; again: () => void }) {
  const { t } = useTranslation();
  if (error?.code !== 'erased') return <ErrorNote error={error} again={again} />;
  return (
    <div data-testid="erased">
      <EmptyNote icon={IconFileX} text={t('errors.erased')} action={<Button component={Link} to={paths.customers} variant="default">{t('customer.back')}</Button>} />
    </div>
  );
}
