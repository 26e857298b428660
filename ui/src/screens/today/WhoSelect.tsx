// Switches between one's own follow-ups, a colleague's and everyone's.
import { Select } from '@mantine/core';
import { IconUser } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

import { useSellers } from '../../records/useStaff';
import { useSession } from '../../session';
import type { Who } from './who';

export function WhoSelect({ who, onChange }: { who: Who; onChange: (who: Who) => void }) {
  const { t } = useTranslation();
  const { me } = useSession();
  const sellers = useSellers();
  return (
    <Select
      aria-label={t('today.who')}
      leftSection={<IconUser size={16} aria-hidden />}
      w={150}
      allowDeselect={false}
      value={who}
      onChange={(picked) => picked && onChange(picked)}
      data={[
        { value: 'me', label: t('today.mine') },
        { value: 'all', label: t('today.everyone') },
        ...sellers.filter((person) => person.id !== me.staff).map((person) => ({ value: person.id, label: person.name })),
      ]}
    />
  );
}
