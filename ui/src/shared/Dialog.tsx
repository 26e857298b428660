import { Drawer, Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { usePhone } from './usePhone';

/** A form over the page: a sheet from below on the phone, a window on the desk. Open while it is there. */
export function Dialog({ title, close, children }: { title: string; close: () => void; children: ReactNode }) {
  const { t } = useTranslation();
  const phone = usePhone();
  const closeButtonProps = { 'aria-label': t('common.close') };
  if (phone) {
    return (
      <Drawer opened onClose={close} title={title} position="bottom" size="auto" closeButtonProps={closeButtonProps} transitionProps={{ duration: 160 }} styles={{ content: { height: 'auto', maxHeight: '92dvh', borderRadius: '12px 12px 0 0' }, body: { paddingBottom: 'calc(16px + var(--fc-safe-bottom))' } }}>
        {children}
      </Drawer>
    );
  }
  return (
    <Modal opened onClose={close} title={title} size="lg" closeButtonProps={closeButtonProps}>
      {children}
    </Modal>
  );
}
