import { Group, Kbd, Modal, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

import { usePlaces } from './usePlaces';

/** The list of keys. */
export function KeyHelp({ opened, close }: { opened: boolean; close: () => void }) {
  const { t } = useTranslation();
  const places = usePlaces();
  const row = (keys: string[], text: string) => (
    <Group key={text} justify="space-between" wrap="nowrap">
      <Text>{text}</Text>
      <Group gap={4} wrap="nowrap">{keys.map((key) => <Kbd key={key} size="md">{key}</Kbd>)}</Group>
    </Group>
  );
  return (
    <Modal opened={opened} onClose={close} title={t('common.keys.title')} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <Stack gap="xs">
        {row(['N'], t('common.keys.new'))}
        {row(['/'], t('common.keys.search'))}
        {row(['Ctrl / ⌘', 'Z'], t('common.keys.undo'))}
        {row(['?'], t('common.keys.help'))}
        <Text c="dimmed" size="sm" mt="sm">{t('common.keys.records')}</Text>
        {row(['J', 'K'], t('common.keys.rows'))}
        {row(['Enter'], t('common.keys.open'))}
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
