import { ActionIcon, Box, Group, Title } from '@mantine/core';
import { IconChevronLeft } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';

import classes from './Page.module.css';

interface Props {
  title: ReactNode;
  /** Buttons at the right of the title. */
  actions?: ReactNode;
  /** Where the back arrow leads; without it there is none. */
  back?: string;
  /** Takes the whole height and scrolls inside by itself, as virtual lists and boards do. */
  fill?: boolean;
  /** Reading width in pixels; the whole width without it. */
  width?: number;
  children: ReactNode;
}

/** A screen: its title line and its content. */
export function Page({ title, actions, back, fill, width, children }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  return (
    <div className={fill ? classes['fill'] : classes['page']}>
      <Group className={classes['head'] ?? ''} gap="xs" wrap="nowrap" w="100%" maw={width ?? '100%'}>
        {back !== undefined && (
          <ActionIcon aria-label={t('common.back')} onClick={() => void navigate(back)} ml={-8}>
            <IconChevronLeft />
          </ActionIcon>
        )}
        <Title order={1} lineClamp={1} flex={1}>
          {title}
        </Title>
        {actions}
      </Group>
      <Box className={fill ? (classes['inner'] ?? '') : (classes['body'] ?? '')} maw={width ?? '100%'}>
        {children}
      </Box>
    </div>
  );
}
