package dev.sitedrop.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.util.List;

/**
 * Some deliveries, newest first.
 *
 * @param before what to give as the parameter {@code before} for the next page; left out if there
 *     are no more
 * @param refused how many refused files fit the same filter, of the newest 20,000; left out after
 *     the first page, and where the filter asks for what these do not have
 */
@JsonInclude(Include.NON_NULL)
record PageJson(List<DeliveryJson> deliveries, String before, Long refused) {}
