import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Map;
import org.neo4j.configuration.GraphDatabaseSettings;
import org.neo4j.configuration.connectors.BoltConnector;
import org.neo4j.configuration.connectors.ConnectorPortRegister;
import org.neo4j.configuration.connectors.ConnectorType;
import org.neo4j.configuration.helpers.SocketAddress;
import org.neo4j.dbms.api.DatabaseManagementService;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;
import org.neo4j.io.ByteUnit;
import org.neo4j.kernel.internal.GraphDatabaseAPI;

/**
 * Neo4j Community servers for tests, each with a database of its own on a free port of this machine, all in one process, which
 * compiles their common code once. The arguments are an empty data folder, the mebibytes of each page cache, how many servers,
 * and `keep` where the data are to be there at the next start; the first line of standard input is the new password of the
 * user neo4j (so that it stands in no list of processes). Prints "READY host:port …"; stops when standard input ends, so also
 * when its parent dies.
 */
class Neo4jServer {
    public static void main(String[] arguments) throws Exception {
        var input = new BufferedReader(new InputStreamReader(System.in));
        var password = input.readLine();
        var services = new ArrayList<DatabaseManagementService>();
        var addresses = new ArrayList<String>();
        for (int i = 0; i < Integer.parseInt(arguments[2]); i++) {
            // The first has the folder's top, where kept data of one server lie.
            var folder = i == 0 ? Path.of(arguments[0]) : Path.of(arguments[0], "server-" + i);
            var service = start(folder, Long.parseLong(arguments[1]), password);
            services.add(service);
            addresses.add(address(service));
        }
        System.out.println("READY " + String.join(" ", addresses));
        while (input.readLine() != null) {}
        if (arguments.length > 3 && arguments[3].equals("keep")) {
            services.forEach(DatabaseManagementService::shutdown);
            Runtime.getRuntime().halt(0);
        }
        // The data are thrown away: an orderly shutdown would only take ten seconds.
        try (var files = Files.walk(Path.of(arguments[0]))) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        }
        Runtime.getRuntime().halt(0);
    }

    static DatabaseManagementService start(Path folder, long pageCacheMiB, String password) {
        var service = new DatabaseManagementServiceBuilder(folder)
                .setConfig(BoltConnector.enabled, true)
                .setConfig(BoltConnector.listen_address, new SocketAddress("127.0.0.1", 0))
                .setConfig(GraphDatabaseSettings.auth_enabled, true)
                .setConfig(GraphDatabaseSettings.pagecache_memory, ByteUnit.mebiBytes(pageCacheMiB))
                .setConfig(GraphDatabaseSettings.preallocate_logical_logs, false)
                .setConfig(GraphDatabaseSettings.cypher_min_replan_interval, Duration.ofHours(1))
                .setConfig(GraphDatabaseSettings.query_cache_size, 10_000)
                .build();
        service.database("system")
                .executeTransactionally(
                        "ALTER USER neo4j SET PASSWORD $password CHANGE NOT REQUIRED", Map.of("password", password));
        return service;
    }

    static String address(DatabaseManagementService service) {
        var address = ((GraphDatabaseAPI) service.database("neo4j"))
                .getDependencyResolver()
                .resolveDependency(ConnectorPortRegister.class)
                .getLocalAddress(ConnectorType.BOLT);
        return address.getHost() + ":" + address.getPort();
    }
}
