package dev.sitedrop.smoke;

import dev.sitedrop.SiteDrop;
import dev.sitedrop.intake.*;
import dev.sitedrop.ledger.*;
import java.nio.file.*;
import java.time.*;
import java.util.*;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.*;

@SpringBootTest(classes = {SiteDrop.class, SmokeTest.C.class}, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
  properties = {"sitedrop.home=/tmp/mini/home","procore.client-id=a","procore.client-secret=b","procore.company-id=5","procore.api-url=http://127.0.0.1:9090","procore.login-url=http://127.0.0.1:9090"})
class SmokeTest {
  @Autowired ProducerTemplate t;
  static class C { @Bean Settlement test() { return new Settlement() {
    public void accept(Arrival a, Target x) { System.out.println("ACCEPT "+a); }
    public void deliver(Arrival a, Delivery d) { System.out.println("DELIVER "+a+d.resourceId()); }
    public void fail(Arrival a, Delivery d) { System.out.println("FAIL "+a+d.reason()); }
    public void refuse(IncomingDrop a, String r) { System.out.println("REFUSE "+r); }
  }; } }
  @Test void x() throws Exception {
    Path p = Path.of("/tmp/mini/a b.jpg");
    byte[] b = new byte[40_000_000]; new Random().nextBytes(b); b[0]=(byte)0xff;b[1]=(byte)0xd8;b[2]=(byte)0xff; b[3]=(byte)0xe0;
    Files.write(p,b);
    for (int i=0;i<2;i++)
    t.sendBody("direct:intake", new IncomingDrop("s","test","n","42",Target.IMAGE,List.of(new IncomingFile("a b.jpg",b.length,Instant.now(),()->Files.newInputStream(p))),List.of(),"{}",String.format("%064d",System.nanoTime())));
    Thread.sleep(6000);
  }
}
