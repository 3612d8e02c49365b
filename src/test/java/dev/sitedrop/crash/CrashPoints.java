package dev.sitedrop.crash;

import dev.sitedrop.claim.Spool;
import dev.sitedrop.intake.Settlement;
import dev.sitedrop.ledger.ArrivalLedger;
import dev.sitedrop.ledger.DeliveryLedger;
import dev.sitedrop.ledger.IntakeLedger;
import dev.sitedrop.ledger.LetterLedger;
import dev.sitedrop.ledger.UploadLedger;
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
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Gives a name to every moment that matters: before and after each step of each route, and before
 * and after each write to the ledger, the spool and the inbox. The process ends itself at the
 * moment that {@code crash.at} names, as abruptly as {@code kill -9} would, and where it has a
 * {@link Disk}, a power cut; and it writes the names that it meets into the file {@code
 * crash.record}.
 */
@Configuration(proxyBeanMethods = false)
class CrashPoints {
  private static final String AT = System.getProperty("crash.at", "");
  private static final int TIME = Integer.getInteger("crash.time", 1);
  private static final String RECORD = System.getProperty("crash.record", "");
  private static final Set<Class<?>> WRITERS =
      Set.of(
          DeliveryLedger.class,
          UploadLedger.class,
          IntakeLedger.class,
          ArrivalLedger.class,
          LetterLedger.class,
          Spool.class,
          Settlement.class);
  private static final Map<String, AtomicInteger> MET = new ConcurrentHashMap<>();

  static void reached(String name) {
    int times = MET.computeIfAbsent(name, first -> new AtomicInteger()).incrementAndGet();
    if (times == 1 && !RECORD.isEmpty()) {
      record(name);
    }
    if (name.equals(AT) && times == TIME) {
      cutPower();
      Runtime.getRuntime().halt(137);
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

  private static synchronized void record(String name) {
    try {
      Files.writeString(
          Path.of(RECORD), name + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Bean
  static InterceptStrategy eachStepOfARoute() {
    return new InterceptStrategy() {
      @Override
      public Processor wrapProcessorInInterceptors(
          CamelContext camel, NamedNode node, Processor target, Processor next) {
        return new DelegateAsyncProcessor(target) {
          @Override
          public boolean process(Exchange exchange, AsyncCallback callback) {
            String name = exchange.getFromRouteId() + "/" + node.getLabel();
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

  @Bean
  static Filter eachUpload() {
    return (request, response, chain) -> {
      chain.doFilter(request, response);
      if (request instanceof HttpServletRequest asked && asked.getMethod().equals("POST")) {
        int status = ((HttpServletResponse) response).getStatus();
        reached("after POST " + asked.getRequestURI() + " " + status);
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
        if (WRITERS.stream().noneMatch(type -> type.isInstance(bean))) {
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
}
