// Says why something that was not a form could not be done, and that the data is safe.
import { notifications } from '@mantine/notifications';
import { IconX } from '@tabler/icons-react';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';

import type { CallError } from '../api/call';

export function useComplain() {
  const { t } = useTranslation();
  return useCallback(
    (error: CallError) =>
      notifications.show({ color: 'red', icon: <IconX size={18} aria-hidden />, message: [t(`errors.${error.code}`), error.about].filter(Boolean).join(' '), autoClose: 8000 }),
    [t],
  );
}
