// The service worker of a site: it hands the kernel's requests for files to the page that asked, and keeps every file
// of the site, so that it opens without a network the second time.
const EDITION = "EDITION_OF_THE_SITE";
const channel = new BroadcastChannel("/sw-api.v1");

self.addEventListener("install", (event) => event.waitUntil(self.skipWaiting()));
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { pathname, origin } = new URL(event.request.url);
  if (origin !== location.origin) return;
  if (pathname === "/api/service-worker-heartbeat") event.respondWith(new Response("ok"));
  else if (/\/api\/(drive|stdin\/)/.test(pathname)) event.respondWith(ask(event.request, pathname));
});

/** What the page answers to a request of its kernel. */
async function ask(request, pathname) {
  const asked = await request.json();
  const answer = new Promise((resolve) => {
    const hear = ({ data }) => {
      if (data.browsingContextId !== asked.browsingContextId || data.requestId !== asked.requestId) return;
      channel.removeEventListener("message", hear);
      resolve(new Response(JSON.stringify(data.response)));
    };
    channel.addEventListener("message", hear);
  });
  channel.postMessage({ ...asked, pathname });
  return answer;
}
