import { Group, Kbd, Modal, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

import { useSession } from '../session';
import { hasKeys } from '../shared/display';
import { usePlaces } from './usePlaces';

/** The list of keys. */
export function KeyHelp({ opened, close }: { opened: boolean; close: () => void }) {
  const { t } = useTranslation();
  const places = usePlaces();
  const { can } = useSession();
  const row = (keys: string[], text: string) => (
    <Group key={text} justify="space-between" wrap="nowrap">
      <Text>{text}</Text>
      <Group gap={4} wrap="nowrap">{keys.map((key) => <Kbd key={key} size="md">{key}</Kbd>)}</Group>
    </Group>
  );
  return (
    <Modal opened={opened} onClose={close} title={t('common.keys.title')} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <Stack gap="xs">
        {!hasKeys() && <Text size="sm" c="dimmed">{t('hands.keys.are_off')}</Text>}
        {row(['Ctrl / ⌘', 'K'], t('hands.keys.palette'))}
        {can('edit_customers') && row(['N'], t('common.keys.new'))}
        {places.some(({ name }) => name === 'reception') && row(['V'], t('hands.keys.arrival'))}
        {row(['/'], t('common.keys.search'))}
        {row(['Ctrl / ⌘', 'Z'], t('common.keys.undo'))}
        {row(['?'], t('common.keys.help'))}
        <Text c="dimmed" size="sm" mt="sm">{t('common.keys.records')}</Text>
        {row(['J', 'K'], t('common.keys.rows'))}
        {row(['Enter'], t('common.keys.open'))}
        {row(['X'], t('hands.keys.choose'))}
        {row(['E'], t('common.keys.edit'))}
        {row(['M'], t('common.keys.move'))}
        {row(['F'], t('common.keys.follow_up'))}
        {row(['R'], t('common.keys.reschedule'))}
        <Text c="dimmed" size="sm" mt="sm">{t('common.keys.go')}</Text>
        {places.map((place) => place.key !== undefined && row(['G', place.key.toUpperCase()], t(place.label)))}
      </Stack>
    </Modal>
  );
}
