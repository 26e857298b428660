import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Relative addresses: the same build is served by the window and by the browser host.
  base: './',
  plugins: [react()],
  build: { target: ['es2022', 'safari16'], chunkSizeWarningLimit: 1500, reportCompressedSize: false },
  server: { proxy: { '/api': process.env['FORECOURT_URL'] ?? 'http://127.0.0.1:7410' } },
  test: { environment: 'jsdom', include: ['src/**/*.test.{ts,tsx}'] },
});
