// A form that comes from below on a phone and from the right on a desk. What it does stands at its foot, in thumb's reach.
import { Drawer } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import classes from './Sheet.module.css';

interface Props {
  opened: boolean;
  /** For what is wider than a form, such as a page of paper. */
  wide?: boolean;
  title: ReactNode;
  onClose: () => void;
  /** Sends the form. */
  onSubmit?: () => void;
  children: ReactNode;
  /** Buttons at the foot. */
  actions?: ReactNode;
}

/** Whether there is room for two columns. */
export const useIsDesk = (): boolean => useMediaQuery('(min-width: 62em)', window.innerWidth >= 992) ?? false;

export function Sheet({ opened, wide, title, onClose, onSubmit, children, actions }: Props) {
  const { t } = useTranslation();
  const desk = useIsDesk();
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      title={title}
      position={desk ? 'right' : 'bottom'}
      size={desk ? (wide ? 860 : 460) : wide ? '92dvh' : 'auto'}
      padding={0}
      transitionProps={{ duration: 160 }}
      overlayProps={{ backgroundOpacity: 0.35 }}
      closeButtonProps={{ 'aria-label': t('common.close'), iconSize: 18 }}
      classNames={{ content: classes['content'], header: classes['header'], body: classes['body'] }}
      data-desk={desk || undefined}
    >
      <form
        className={classes['form']}
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit?.();
        }}
      >
        {/* What holds nothing to stand on, such as a page of paper, is scrolled by key itself. */}
        <div className={classes['scroll']} {...(wide && { tabIndex: 0, role: 'region', 'aria-label': t('common.content') })}>{children}</div>
        {actions && <div className={classes['actions']}>{actions}</div>}
      </form>
    </Drawer>
  );
}
