using MtlDsl.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>NVIDIA devices.</summary>
    public static partial class cuda
    {
        public static int device_count() => NativeMethods.mtl_cuda_device_count();

        public static bool is_available() => device_count() > 0;

        public static bool is_cudnn_available() => NativeMethods.mtl_cudnn_is_available() != 0;

        public static void manual_seed(long seed) => torch.manual_seed(seed);

        public static void manual_seed_all(long seed) => torch.manual_seed(seed);

        /// <summary>Waits until the device has done everything it was given.</summary>
        public static void synchronize(Device? device = null) => NativeMethods.Check(NativeMethods.mtl_cuda_synchronize(device?.index ?? -1));
    }
}
