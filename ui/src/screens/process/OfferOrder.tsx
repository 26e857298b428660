// From an accepted quotation to its order: opened with everything the quotation says, or the one that came from it.
import { Button } from '@mantine/core';
import { IconFileInvoice } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';

import { useTell } from '../../api/hooks';
import type { OpportunityPage, QuotationView } from '../../api/types';
import { paths } from '../../paths';
import { useComplain } from '../../records/useComplain';
import { useAnnounce } from '../../undo/announce';

export function OfferOrder({ page, view }: { page: OpportunityPage; view: QuotationView }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const announce = useAnnounce();
  const complain = useComplain();
  const open = useTell('open_order');
  // The same until it is opened: an order asked for again, because the answer was lost, is opened once.
  const [request, setRequest] = useState(() => crypto.randomUUID());
  const { file } = page.customer;
  const start = () =>
    open.mutate({ file, opportunity: page.opportunity.id, quotation: view.quotation.id, catalogue: null, request }, {
      onError: complain,
      onSuccess: ({ saved, order, number }) => {
        setRequest(crypto.randomUUID());
        announce(t('orders.opened', { number }), saved.undo);
        void navigate(paths.order(file, order));
      },
    });
  if (view.order !== null) {
    return (
      <Button size="sm" variant="default" leftSection={<IconFileInvoice size={18} aria-hidden />} component={Link} to={paths.order(file, view.order)}>
        {t('process.offer.its_order')}
      </Button>
    );
  }
  if (!view.may_order || !page.can_edit) return null;
  return (
    <Button size="sm" leftSection={<IconFileInvoice size={18} aria-hidden />} loading={open.isPending} onClick={start}>
      {t('process.offer.order')}
    </Button>
  );
}
