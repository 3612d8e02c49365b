package dev.sitedrop.ledger;

import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The ledger is looked after once a second. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class LedgerConfiguration {}
