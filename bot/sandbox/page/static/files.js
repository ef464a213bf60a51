// What a person attaches, made ready in their browser: photos are shrunk as a messenger would.
const LONGEST = 1280;

async function base64(blob) {
  const address = await new Promise((done, failed) => {
    const reader = new FileReader();
    reader.onload = () => done(reader.result);
    reader.onerror = () => failed(reader.error);
    reader.readAsDataURL(blob);
  });
  return address.slice(address.indexOf(",") + 1);
}

export async function asPhoto(file) {
  try {
    const picture = await createImageBitmap(file);
    const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.round(picture.width * scale));
    canvas.height = Math.max(1, Math.round(picture.height * scale));
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.87));
    return { photo: await base64(blob) };
  } catch {
    return asFile(file); // not a picture after all
  }
}

export async function asFile(file) {
  return { document: await base64(file), file_name: file.name };
}
