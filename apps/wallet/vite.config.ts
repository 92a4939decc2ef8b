import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';

export default defineConfig({
  base: '/wallet/',
  plugins: [
    react(),
    VitePWA({
      registerType: 'autoUpdate',
      // A file of its own: the content security policy allows no inline script.
      injectRegister: 'script-defer',
      manifest: {
        name: '标证通 · 签印',
        short_name: '标证通',
        description: '装在手机里的数字证书和电子印章',
        lang: 'zh-CN',
        start_url: '/wallet/',
        scope: '/wallet/',
        display: 'standalone',
        orientation: 'portrait',
        background_color: '#FBFAF7',
        theme_color: '#FBFAF7',
        icons: [
          { src: 'icon-192.png', sizes: '192x192', type: 'image/png', purpose: 'any' },
          { src: 'icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'any' },
          { src: 'icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
        ],
      },
      workbox: {
        // The shell and every screen; readers of PDF and QR are fetched when they are needed. Never an answer of the API.
        globPatterns: ['**/*.{html,css,js,svg,png,webmanifest}'],
        globIgnores: ['**/pdf*.js', '**/*.mjs'],
        navigateFallback: '/wallet/index.html',
        cleanupOutdatedCaches: true,
      },
    }),
  ],
  // pdf.js comes as one large chunk, loaded only when a document is opened.
  build: { outDir: 'dist', emptyOutDir: true, sourcemap: false, chunkSizeWarningLimit: 1200 },
  worker: { format: 'es' },
  server: { host: '127.0.0.1' },
});
