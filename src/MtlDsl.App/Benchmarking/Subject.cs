using MtlDsl.Deployment.Benchmarking;

namespace MtlDsl.App.Benchmarking;

/// <summary>What is measured, and what it is beside the declared network.</summary>
internal sealed record Subject(Role Role, Candidate Candidate);
