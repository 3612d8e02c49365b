package dev.sitedrop.crash;

import dev.sitedrop.claim.Spool;
import dev.sitedrop.intake.Settlement;
import dev.sitedrop.ledger.DeliveryLedger;
import dev.sitedrop.ledger.PurgeAtOnce;
import dev.sitedrop.power.Disk;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.aopalliance.intercept.MethodInterceptor;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.model.OnExceptionDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Gives a name to every moment that matters: before and after each step of each route, and before
 * and after each write to the ledger, the spool and the inbox. The process ends itself at the
 * moment that {@code crash.at} names, as abruptly as {@code kill -9} would, and where it has a
 * {@link Disk}, a power cut. It writes the names that it meets into the file {@code crash.record};
 * those that its threads have met last when it ends go into {@code crash.last}. {@code
 * crash.orders} is a folder by which the same can be asked of a process that runs: see {@link
 * CrashOrders}.
 */
@Configuration(proxyBeanMethods = false)
class CrashPoints {
  /** As a shell tells of a process that was killed. */
  static final int KILLED = 137;

  private static final String AT = System.getProperty("crash.at", "");
  private static final int TIME = Integer.getInteger("crash.time", 1);
  private static final String LAST_TO = System.getProperty("crash.last", "");
  private static final String RECORD = System.getProperty("crash.record", "");
  private static final CrashOrders ORDERS = CrashOrders.in(System.getProperty("crash.orders", ""));

  /** Some of them are their package's own. */
  private static final Set<String> WRITERS_OF_THE_LEDGER =
      Set.of(
          "DeliveryLedger",
          "UploadLedger",
          "IntakeLedger",
          "ArrivalLedger",
          "AttemptLedger",
          "RefusalLedger",
          "LetterLedger",
          "DeliverySteering",
          "Leases",
          "Purge");

  private static final Map<String, AtomicInteger> MET = new ConcurrentHashMap<>();
  private static final Map<Thread, String> LAST = new ConcurrentHashMap<>();

  static void reached(String name) {
    LAST.put(Thread.currentThread(), name);
    if (ORDERS != null && ORDERS.isToEndAt(name)) {
      Runtime.getRuntime().halt(KILLED);
    }
    int times = MET.computeIfAbsent(name, first -> new AtomicInteger()).incrementAndGet();
    if (times == 1 && !RECORD.isEmpty()) {
      write(RECORD, name);
    }
    if (name.equals(AT) && times == TIME) {
      cutPower();
      if (!LAST_TO.isEmpty()) {
        LAST.values().forEach(last -> write(LAST_TO, last));
      }
      Runtime.getRuntime().halt(KILLED);
    }
  }

  /** Where the process has a disk for it. */
  private static void cutPower() {
    Disk disk = Disk.ofThisProcess();
    if (disk != null) {
      try {
        disk.cut(Disk.Cut.valueOf(System.getProperty("power.cut")), new Random());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static synchronized void write(String file, String name) {
    try {
      Files.writeString(
          Path.of(file), name + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Bean
  PurgeAtOnce purgeAtOnce(@Qualifier("retention") Object retention) {
    return ORDERS == null ? null : new PurgeAtOnce(retention, ORDERS::isToPurge, ORDERS::purged);
  }

  @Bean
  static InterceptStrategy eachStepOfARoute() {
    return new InterceptStrategy() {
      @Override
      public Processor wrapProcessorInInterceptors(
          CamelContext camel, NamedNode node, Processor target, Processor next) {
        String route = routeOf(node);
        String step = step(node);
        return new DelegateAsyncProcessor(target) {
          @Override
          public boolean process(Exchange exchange, AsyncCallback callback) {
            // what handles a failure is a step of the route that failed
            String name = (route == null ? exchange.getFromRouteId() : route) + "/" + step;
            reached("before " + name);
            return super.process(
                exchange,
                done -> {
                  reached("after " + name);
                  callback.done(done);
                });
          }
        };
      }
    };
  }

  /** Null for a step that handles failures, which is one of each route that may fail. */
  private static String routeOf(NamedNode node) {
    NamedNode above = node;
    while (above != null && !(above instanceof RouteDefinition)) {
      above = above instanceof OnExceptionDefinition ? null : above.getParent();
    }
    return above == null ? null : above.getId();
  }

  /** With what it is part of: a route may have the same step twice. */
  private static String step(NamedNode node) {
    NamedNode parent = node.getParent();
    String step =
        parent == null || parent instanceof RouteDefinition
            ? node.getLabel()
            : parent.getLabel() + "/" + node.getLabel();
    return step.replaceAll("@[0-9a-f]+", ""); // another in each life
  }

  @Bean
  static Filter eachUpload() {
    return (request, response, chain) -> {
      chain.doFilter(request, response);
      if (request instanceof HttpServletRequest asked && asked.getMethod().equals("POST")) {
        int status = ((HttpServletResponse) response).getStatus();
        reached(
            "after POST "
                + asked.getRequestURI().replaceAll("[0-9a-f-]{36}", "{id}")
                + " "
                + status);
      }
    };
  }

  @Bean
  static BeanPostProcessor eachWrite() {
    MethodInterceptor around =
        call -> {
          Class<?> type = call.getMethod().getDeclaringClass();
          String name = type.getSimpleName() + "." + call.getMethod().getName();
          reached("before " + name);
          Object result = call.proceed();
          reached("after " + name);
          return result;
        };
    return new BeanPostProcessor() {
      @Override
      public Object postProcessAfterInitialization(Object bean, String beanName) {
        if (!isWriter(bean)) {
          return bean;
        }
        if (bean instanceof Advised advised && !advised.isFrozen()) {
          advised.addAdvice(0, around);
          return bean;
        }
        ProxyFactory proxy = new ProxyFactory(bean);
        proxy.setProxyTargetClass(!(bean instanceof Spool)); // its classes are final
        proxy.addAdvice(around);
        return proxy.getProxy();
      }
    };
  }

  private static boolean isWriter(Object bean) {
    Class<?> type = AopUtils.getTargetClass(bean);
    return bean instanceof Spool
        || bean instanceof Settlement
        || type.getPackage().equals(DeliveryLedger.class.getPackage())
            && WRITERS_OF_THE_LEDGER.contains(type.getSimpleName());
  }
}
