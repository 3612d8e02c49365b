package dev.sitedrop.power;

import java.io.File;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** A path that leads to a {@link Disk}, and is otherwise the one that it stands for. */
final class DiskPath implements InvocationHandler {
  private final DiskFileSystem fileSystem;
  private final Path real;

  private DiskPath(DiskFileSystem fileSystem, Path real) {
    this.fileSystem = fileSystem;
    this.real = real;
  }

  static Path on(DiskFileSystem fileSystem, Path path) {
    if (path == null || handler(path) != null) {
      return path;
    }
    return (Path)
        Proxy.newProxyInstance(
            DiskPath.class.getClassLoader(),
            new Class<?>[] {Path.class},
            new DiskPath(fileSystem, path));
  }

  /** The path that it stands for; itself where it stands for none. */
  static Path real(Path path) {
    DiskPath handler = handler(path);
    return handler == null ? path : handler.real;
  }

  private static DiskPath handler(Object path) {
    return path != null
            && Proxy.isProxyClass(path.getClass())
            && Proxy.getInvocationHandler(path) instanceof DiskPath mine
        ? mine
        : null;
  }

  @Override
  public Object invoke(Object self, Method method, Object[] arguments) throws Throwable {
    if (method.getName().equals("getFileSystem")) {
      return fileSystem;
    }
    if (method.getName().equals("toFile")) {
      return new File(real.toString()); // a real one asks whether it is of the default file system
    }
    Object[] plain = arguments == null ? new Object[0] : arguments.clone();
    for (int i = 0; i < plain.length; i++) {
      plain[i] = plain[i] instanceof Path path ? real(path) : plain[i];
    }
    try {
      return wrapped(method.invoke(real, plain));
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private Object wrapped(Object result) {
    if (result instanceof Path path) {
      return on(fileSystem, path);
    }
    if (result instanceof Iterator<?> names) {
      List<Path> all = new ArrayList<>();
      names.forEachRemaining(name -> all.add(on(fileSystem, (Path) name)));
      return all.iterator();
    }
    return result;
  }
}
