using MtlDsl.Deployment.Benchmarking;

namespace MtlDsl.App.Benchmarking;

/// <summary>Something that is measured.</summary>
/// <param name="Role">What it is beside the declared network.</param>
/// <param name="Candidate">What is measured.</param>
/// <param name="Images">Images a call.</param>
internal sealed record Subject(Role Role, Candidate Candidate, int Images);
