import { Alert, Button, Group, Tabs, Text } from '@mantine/core';
import { IconHourglass } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';

import { useAsk } from '../../api/hooks';
import { paths } from '../../paths';
import { ErrorNote } from '../../shared/ErrorNote';
import { Loading } from '../../shared/Loading';
import { Page } from '../../shared/Page';
import { CarsTab } from './CarsTab';
import { CatalogueTab } from './CatalogueTab';
import { DevicesTab } from './DevicesTab';
import { HouseRules } from './rules/HouseRules';
import { StaffTab } from './StaffTab';

const TABS = ['staff', 'devices', 'catalogue', 'cars', 'rules'] as const;

/** The store: its people, devices, catalogue and rules. */
export function StoreScreen() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { tab: asked } = useParams();
  const tab = TABS.find((one) => one === asked) ?? 'staff';
  const store = useAsk('store', {});
  return (
    <Page title={t('store.title')} width={960}>
      <ErrorNote error={store.error} again={() => void store.refetch()} />
      {store.data && store.data.proposals > 0 && (
        <Alert variant="light" color="yellow" icon={<IconHourglass />} mb="sm">
          <Group justify="space-between" gap="xs">
            <Text size="md" c="inherit">{t('store.proposals', { count: store.data.proposals })}</Text>
            <Button component={Link} to={paths.proposals} variant="default">{t('sync.needs.look')}</Button>
          </Group>
        </Alert>
      )}
      <Tabs value={tab} keepMounted={false} onChange={(value) => value && void navigate(paths.storeTab(value), { replace: true })}>
        <Tabs.List mb="md" aria-label={t('store.title')} style={{ flexWrap: 'nowrap', overflowX: 'auto', overflowY: 'hidden' }}>
          {TABS.map((one) => <Tabs.Tab key={one} value={one} mih={44} px={{ base: 'sm', sm: 'md' }}>{t(`store.tabs.${one}`)}</Tabs.Tab>)}
        </Tabs.List>
        {store.isPending && <Loading />}
        {store.data && (
          <>
            <Tabs.Panel value="staff"><StaffTab store={store.data} /></Tabs.Panel>
            <Tabs.Panel value="devices"><DevicesTab store={store.data} /></Tabs.Panel>
            <Tabs.Panel value="catalogue"><CatalogueTab nodes={store.data.catalogue} /></Tabs.Panel>
            <Tabs.Panel value="cars"><CarsTab cars={store.data.cars} /></Tabs.Panel>
            <Tabs.Panel value="rules"><HouseRules /></Tabs.Panel>
          </>
        )}
      </Tabs>
    </Page>
  );
}
