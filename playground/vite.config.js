import { defineConfig } from 'vite';

// Vite empties dist before each build. The file puts back what git keeps there,
// so that Go can embed the folder in a checkout that never ran Node.
const keepDist = {
  name: 'keep-dist',
  generateBundle() {
    this.emitFile({ type: 'asset', fileName: '.gitkeep', source: '' });
  },
};

export default defineConfig({
  plugins: [keepDist],
  build: {
    // The editor is one chunk of nearly 2 MB, and the page needs all of it at once.
    chunkSizeWarningLimit: 2500,
    rolldownOptions: {
      checks: {
        // Hundreds of warnings about "use client" in dependencies, which means nothing without server rendering.
        moduleLevelDirective: false,
        pluginTimings: false,
      },
    },
  },
});
