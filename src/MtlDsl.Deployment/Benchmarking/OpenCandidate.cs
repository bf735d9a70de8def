namespace MtlDsl.Deployment.Benchmarking;

/// <summary>A candidate with its networks open.</summary>
internal sealed class OpenCandidate(Candidate candidate, IReadOnlyList<MeasuredNetwork> networks)
{
    /// <summary>Runs every network of it once.</summary>
    public void Run()
    {
        if (candidate.AtOnce)
        {
            var others = networks.Skip(1).Select(network => Task.Run(network.Run)).ToArray();
            networks[0].Run();
            Task.WaitAll(others);
        }
        else
            foreach (var network in networks)
                network.Run();
    }
}
