// Spares a resident on a slow network the upload of photos that would be refused, and a second tap on “send”.
export {}

const mostPhotos = 6
const mostBytes = 10 * 1024 * 1024

for (const form of document.querySelectorAll<HTMLFormElement>('[data-enhance="complaint"]')) {
  const photos = form.querySelector<HTMLInputElement>('input[type="file"]')
  const button = form.querySelector('button')
  if (photos) photos.addEventListener('change', () => {
    const files = Array.from(photos.files || [])
    const isRefused = files.length > mostPhotos || files.some(file => file.size > mostBytes)
    const help = document.getElementById('photos-help')
    photos.setCustomValidity(isRefused && help ? help.textContent || '' : '')
    photos.reportValidity()
  })
  form.addEventListener('submit', () => {
    // The form carries a key, so a second tap makes no second complaint; it would only cost another upload.
    if (button) setTimeout(() => { button.disabled = true }, 0)
  })
  addEventListener('pageshow', () => { if (button) button.disabled = false })
}
