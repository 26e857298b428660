import '@mantine/core/styles.css';
import '@mantine/dates/styles.css';
import '@mantine/notifications/styles.css';
import './global.css';
import './i18n';

import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';

import { newClient } from './api/client';
import { App } from './App';
import { setOutlined } from './shared/display';
import { applyTextSize } from './shared/textSize';
import { resolver, theme } from './theme';

const root = document.getElementById('root');
if (!root) throw new Error('the page has no root element');
applyTextSize();
setOutlined();

createRoot(root).render(
  <StrictMode>
    <MantineProvider theme={theme} cssVariablesResolver={resolver} defaultColorScheme="auto">
      <QueryClientProvider client={newClient()}>
        <App />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
