package dev.sitedrop.console.page;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;

/** Lets people change something; absent where the console only shows. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ConsolePage
@ConditionalOnBooleanProperty(
    name = "console.read-only",
    havingValue = false,
    matchIfMissing = true)
public @interface ConsoleAction {}
