using System.Globalization;
using HybridAdmin.Benchmarks;
using HybridAdmin.Benchmarks.Measuring;
using HybridAdmin.Benchmarks.Peers;
using HybridAdmin.Core.Indexing;

// dotnet run -c Release --project tests/HybridAdmin.Benchmarks [-- --people 20000,100000 --pages 200 --only
// start,scroll,load,search,tenant,edit,memory,crowd --write] Requires the prerequisites of the LDAP adapter's tests
// (Samba, ldap-utils; as root), scroll a Chromium. Ends with 1 when a budget is missed.
if (args.Contains("--help"))
{
    Console.WriteLine(
        "--people 20000,100000 | --pages 200 | --only start,scroll,load,search,tenant,edit,memory,crowd | --write (puts the table into src/docs/performance.md)"
    );
    return 0;
}

#if DEBUG
Console.WriteLine(
    "A Debug build says nothing about speed: dotnet run -c Release --project tests/HybridAdmin.Benchmarks"
);
#endif
var sizes = (Option("--people") ?? "20000,100000")
    .Split(',')
    .Select(n => int.Parse(n, CultureInfo.InvariantCulture))
    .ToArray();
var pages = int.Parse(Option("--pages") ?? "200", CultureInfo.InvariantCulture);
var only = Option("--only")?.Split(',');
var report = new Report();

if (Wanted("start"))
    await StartBenchmark.RunAsync(report);
if (Wanted("scroll"))
    await ScrollBenchmark.RunAsync(report, sizes[^1]);
foreach (var size in sizes)
{
    if (
        !Wanted("load")
        && !Wanted("search")
        && !Wanted("tenant")
        && !Wanted("edit")
        && !Wanted("memory")
        && !Wanted("crowd")
    )
        break;
    await using var domain = await LoadedDomain.StartAsync(size);
    if (Wanted("load") || Wanted("search"))
    {
        var index = await LoadBenchmark.RunAsync(domain, report);
        if (Wanted("search"))
            SearchBenchmark.Run(domain, index, report);
    }

    if (Wanted("tenant") && size == sizes[^1])
        await TenantBenchmark.RunAsync(domain, report);
    if (Wanted("edit"))
        await EditBenchmark.RunAsync(domain, report);
    if (Wanted("memory") && size == sizes[^1])
        await PagesBenchmark.MemoryAsync(domain, report);
    if (Wanted("crowd") && size == sizes[0])
        await PagesBenchmark.CrowdAsync(domain, report, pages);
}

Console.WriteLine();
Console.WriteLine(report.ToMarkdown());
if (args.Contains("--write"))
    PerformanceDocument.Write(report.ToMarkdown());
return report.AllHold ? 0 : 1;

string? Option(string name) =>
    Array.IndexOf(args, name) is var at and >= 0 && at + 1 < args.Length ? args[at + 1] : null;

bool Wanted(string what) => only is null || only.Contains(what);
