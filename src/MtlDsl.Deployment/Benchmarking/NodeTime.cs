namespace MtlDsl.Deployment.Benchmarking;

/// <summary>How long a node of a network takes in a call.</summary>
/// <param name="Name">Its name, after the runtime has joined and reordered nodes.</param>
/// <param name="Type">Its operator.</param>
/// <param name="Milliseconds">Mean over the calls.</param>
public sealed record NodeTime(string Name, string Type, double Milliseconds);
