package dev.sitedrop.intake.picture;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How Google Takeout calls the JSON about a photo: {@code x.jpg.json}, {@code
 * x.jpg.supplemental-metadata.json}, either cut off, {@code x.jpg(1).json} for {@code x(1).jpg},
 * and that of {@code x.jpg} also for {@code x-edited.jpg}.
 */
public final class TakeoutName {
  private static final String ENDING = ".json";
  private static final String SUPPLEMENT = ".supplemental-metadata";

  /** In characters: Takeout cuts the name of the photo. */
  private static final int LONGEST = 46;

  private static final Pattern NUMBERED = Pattern.compile("(.*)(\\(\\d{1,4}\\))", Pattern.DOTALL);
  private static final Pattern EXTENSION = Pattern.compile("(.*)(\\.[^.]{1,5})", Pattern.DOTALL);
  private static final Pattern EDITED =
      Pattern.compile(
          "-(edited|bearbeitet|modifié|editado|modificato|bewerkt|edytowane|redigeret|redigerad"
              + "|edited-animated|effects)$");

  private TakeoutName() {}

  /** Whether Takeout may call its file about a photo so. */
  public static boolean isNamedFor(String json, String photo) {
    if (!isJson(json)) {
      return false;
    }
    String about = about(json);
    Photo parts = Photo.of(photo);
    if (isAbout(about, photo) || isAbout(about, parts.original())) {
      return true;
    }
    Matcher numbered = NUMBERED.matcher(parts.stem());
    Matcher numberedToo = NUMBERED.matcher(about);
    return numbered.matches()
        && numberedToo.matches()
        && numbered.group(2).equals(numberedToo.group(2))
        && isAbout(numberedToo.group(1), parts.withoutNumber());
  }

  /** Whether Google Photos made it of another photo, whose JSON is also its own. */
  public static boolean isEdited(String photo) {
    Photo parts = Photo.of(photo);
    Matcher numbered = NUMBERED.matcher(parts.stem());
    return EDITED.matcher(parts.stem()).find()
        || numbered.matches() && EDITED.matcher(numbered.group(1)).find();
  }

  /**
   * Words of which a JSON shares at least one with each photo that it is named for: thousands of
   * them meet without comparing each with each.
   */
  public static Set<String> keysOf(String json) {
    Set<String> keys = new LinkedHashSet<>();
    if (isJson(json)) {
      String about = about(json);
      Matcher numbered = NUMBERED.matcher(about);
      addKeys(keys, about);
      if (numbered.matches()) {
        addKeys(keys, numbered.group(1));
      }
    }
    return keys;
  }

  /** The same of a photo. */
  public static Set<String> keysOfPhoto(String photo) {
    Photo parts = Photo.of(photo);
    Set<String> keys = new LinkedHashSet<>();
    keys.add(cut(photo));
    keys.add(cut(parts.original()));
    keys.add(cut(parts.withoutNumber()));
    return keys;
  }

  private static void addKeys(Set<String> keys, String about) {
    keys.add(cut(about));
    int dot = about.lastIndexOf('.');
    if (dot > 0 && SUPPLEMENT.startsWith(about.substring(dot))) {
      keys.add(cut(about.substring(0, dot)));
    }
  }

  private static String cut(String name) {
    return name.substring(0, Math.min(LONGEST, name.length()));
  }

  private static boolean isJson(String name) {
    return name.toLowerCase(Locale.ROOT).endsWith(ENDING);
  }

  private static String about(String json) {
    return json.substring(0, json.length() - ENDING.length());
  }

  private static boolean isAbout(String about, String photo) {
    if (about.startsWith(photo)) {
      return SUPPLEMENT.startsWith(about.substring(photo.length()));
    }
    return about.length() >= LONGEST && photo.startsWith(about);
  }

  /** A name of a photo in two. */
  private record Photo(String stem, String ending) {
    static Photo of(String name) {
      Matcher extension = EXTENSION.matcher(name);
      return extension.matches()
          ? new Photo(extension.group(1), extension.group(2))
          : new Photo(name, "");
    }

    String original() {
      return EDITED.matcher(stem).replaceFirst("") + ending;
    }

    String withoutNumber() {
      Matcher numbered = NUMBERED.matcher(stem);
      String plain = numbered.matches() ? numbered.group(1) : stem;
      return EDITED.matcher(plain).replaceFirst("") + ending;
    }
  }
}
