// The little that the browser has to do by itself. A classic script in the head, so that the theme is right before the first
// paint; no inline script anywhere, because the Content-Security-Policy forbids it. Everything is delegated from the document:
// the components only set data- attributes, and nothing here touches an attribute that Blazor renders.
(() => {
  'use strict';

  const root = document.documentElement;
  const themes = ['light', 'dark', 'system'];

  const stored = (key, fallback) => {
    try { return localStorage.getItem(key) ?? fallback; } catch { return fallback; }
  };
  const store = (key, value) => {
    try { localStorage.setItem(key, value); } catch { /* private window: the choice lasts as long as the page */ }
  };

  const theme = {
    get: () => themes.includes(root.dataset.theme) ? root.dataset.theme : 'system',
    set: value => {
      root.dataset.theme = themes.includes(value) ? value : 'system';
      store('hybridadmin.theme', root.dataset.theme);
    },
  };
  const density = {
    get: () => root.dataset.density === 'comfortable' ? 'comfortable' : 'dense',
    set: value => {
      root.dataset.density = value === 'comfortable' ? 'comfortable' : 'dense';
      store('hybridadmin.density', root.dataset.density);
    },
  };
  theme.set(stored('hybridadmin.theme', 'system'));
  density.set(stored('hybridadmin.density', 'dense'));

  // Screen readers hear what is only seen otherwise, as "Copied".
  const announce = text => {
    let region = document.getElementById('announcer');
    if (!region) {
      region = document.createElement('div');
      region.id = 'announcer';
      region.className = 'visually-hidden';
      region.setAttribute('role', 'status');
      document.body.append(region);
    }
    region.textContent = '';
    requestAnimationFrame(() => { region.textContent = text; });
  };

  // Without HTTPS (loopback apart) there is no clipboard API: fall back to a selection.
  const copyText = async text => {
    if (navigator.clipboard && window.isSecureContext) {
      await navigator.clipboard.writeText(text);
      return;
    }
    const area = document.createElement('textarea');
    area.value = text;
    area.className = 'visually-hidden';
    document.body.append(area);
    area.select();
    const done = document.execCommand('copy');
    area.remove();
    if (!done) throw new Error('copy was refused');
  };

  const copyFrom = async button => {
    try {
      await copyText(button.dataset.copy);
      button.dataset.copied = 'yes';
      announce('Copied');
      setTimeout(() => { delete button.dataset.copied; }, 1600);
    } catch {
      announce('The browser did not allow copying');
    }
  };

  const closeMenus = except => {
    for (const menu of document.querySelectorAll('details.menu[open]')) {
      if (menu !== except) menu.open = false;
    }
  };

  const focusSearch = selector => {
    const box = [...document.querySelectorAll(selector)].find(e => e.offsetParent !== null);
    if (!box) return false;
    box.focus();
    box.select?.();
    return true;
  };

  const isTyping = target =>
    target.isContentEditable || (target.matches?.('input, textarea, select') && !target.matches('input[type=checkbox], input[type=radio]'));

  const gridKeys = new Set(['ArrowDown', 'ArrowUp', 'Home', 'End', 'PageDown', 'PageUp', ' ']);
  const tabKeys = new Set(['ArrowLeft', 'ArrowRight', 'Home', 'End']);

  document.addEventListener('keydown', event => {
    const target = event.target;
    if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === 'k') {
      if (focusSearch('[data-search=global]')) event.preventDefault();
      return;
    }
    if (event.key === '/' && !event.ctrlKey && !event.metaKey && !event.altKey && !isTyping(target)) {
      if (focusSearch('[data-search=page]') || focusSearch('[data-search=global]')) event.preventDefault();
      return;
    }
    if (event.key === 'Escape') {
      const menu = target.closest?.('details.menu[open]');
      closeMenus();
      menu?.querySelector('summary')?.focus();
      return;
    }
    // The keys move the active row or tab (the component does that): the browser must not scroll as well.
    if (target.matches?.('[data-grid]') && (gridKeys.has(event.key) || ((event.ctrlKey || event.metaKey) && event.key === 'a'))) event.preventDefault();
    if (target.matches?.('[role=combobox]') && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) event.preventDefault();
    if (target.matches?.('[role=tab]') && tabKeys.has(event.key)) event.preventDefault();
  });

  document.addEventListener('click', event => {
    const target = event.target;
    const copy = target.closest?.('[data-copy]');
    if (copy) copyFrom(copy);

    const focus = target.closest?.('[data-focus]');
    if (focus) document.getElementById(focus.dataset.focus)?.focus();

    const inMenu = target.closest?.('details.menu');
    const chosen = inMenu && target.closest('.menu-panel') && target.closest('a, button') && !target.closest('[data-keep-open]');
    closeMenus(chosen ? null : inMenu);

    const reconnect = target.closest?.('[data-reconnect]');
    if (reconnect?.dataset.reconnect === 'retry') window.Blazor?.reconnect();
    if (reconnect?.dataset.reconnect === 'reload') location.reload();
  });

  // Moves the scroll track of a virtualized table just enough to show one row, which need not exist yet.
  const revealRow = (scroller, index, rowHeight, headerHeight) => {
    if (!scroller) return;
    const top = index * rowHeight;
    const room = scroller.clientHeight - headerHeight;
    if (top < scroller.scrollTop) scroller.scrollTop = top;
    else if (top + rowHeight > scroller.scrollTop + room) scroller.scrollTop = top + rowHeight - room;
  };

  // Row height and rows per page as they are drawn: density and pointer decide, not the server.
  const measureTable = scroller => {
    const style = getComputedStyle(scroller);
    return { rowHeight: parseFloat(style.getPropertyValue('--row')) || 36, viewport: scroller.clientHeight };
  };

  window.hybridAdmin = {
    theme,
    density,
    announce,
    copyText,
    revealRow,
    measureTable,
    timeZone: () => Intl.DateTimeFormat().resolvedOptions().timeZone ?? 'UTC',
    focus: id => { document.getElementById(id)?.focus(); },
    scrollToTop: id => { const e = document.getElementById(id); if (e) e.scrollTop = 0; },
    download: (name, type, text) => {
      const link = document.createElement('a');
      link.href = URL.createObjectURL(new Blob([text], { type }));
      link.download = name;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    },
  };

  // A laptop that wakes up gets a new connection quickly, and one that slept for long is not given up after eight tries. Pages
  // without a circuit (sign-in) load as whole documents: no partial update, which would leave the head of the old page behind.
  document.addEventListener('DOMContentLoaded', () => {
    window.Blazor?.start({
      ssr: { disableDomPreservation: true },
      circuit: { reconnectionOptions: { maxRetries: 200, retryIntervalMilliseconds: 3000 } },
    });
  });

  // A circuit that came back after the computer slept: try at once instead of waiting for the next turn.
  document.addEventListener('visibilitychange', () => {
    const bar = document.getElementById('components-reconnect-modal');
    if (document.visibilityState === 'visible' && bar?.classList.contains('components-reconnect-failed')) window.Blazor?.reconnect();
  });
})();
