// Whether this page may use the camera. The welcome page asks before it loads the rest of the camera.
// What is known before anybody presses: "granted", "ask", or why there is no camera.
export async function askPermission() {
  if (!isSecureContext) return "insecure";
  if (!navigator.mediaDevices) return "none";
  const { permissions } = navigator; // an old browser does not say before it is asked
  const permission = permissions && (await permissions.query({ name: "camera" }).catch(() => null));
  return { granted: "granted", denied: "refused" }[permission && permission.state] || "ask";
}
