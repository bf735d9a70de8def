using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace MtlDsl.Build
{
    /// <summary>
    /// Copies a library for Linux and marks one symbol version that it needs as weak, so that the loader of a system without that version
    /// takes it. Compiled by the build itself (RoslynCodeTaskFactory), hence against the oldest C# that every SDK has.
    /// </summary>
    public sealed class WeakSymbolVersion : Task
    {
        // Elf64 (man 5 elf): the section that lists needed versions, and the flag of an entry that may be missing.
        private const uint NeededVersions = 0x6ffffffe;
        private const ushort WeakFlag = 2;

        /// <summary>The library as packages deliver it: none or one file, which may be listed twice.</summary>
        public ITaskItem[] Libraries { get; set; }

        /// <summary>The version, such as GLIBCXX_3.4.32.</summary>
        [Required]
        public string Version { get; set; }

        /// <summary>Where the copy goes.</summary>
        [Required]
        public string Folder { get; set; }

        /// <summary>"true" to make the copy even where this machine has the version.</summary>
        public string Always { get; set; }

        /// <summary>The copy's path; empty where none is needed.</summary>
        [Output]
        public string Copy { get; set; }

        public override bool Execute()
        {
            var library = (Libraries ?? new ITaskItem[0]).Select(item => item.ItemSpec).FirstOrDefault();
            if (library == null || (Always != "true" && HasVersion()))
                return true;
            var copy = Path.GetFullPath(Path.Combine(Folder, Path.GetFileName(library)));
            if (!IsNewer(copy, library))
            {
                var bytes = File.ReadAllBytes(library);
                if (!Mark(bytes))
                    return true;
                Write(copy, bytes);
                Log.LogMessage(MessageImportance.High,
                    "{0} needs {1} of libstdc++, for a symbol that nothing refers to; a copy that does without goes to the output ({2}).",
                    Path.GetFileName(library), Version, copy);
            }
            Copy = copy;
            return true;
        }

        private static bool IsNewer(string copy, string original)
        {
            return File.Exists(copy) && File.GetLastWriteTimeUtc(copy) >= File.GetLastWriteTimeUtc(original);
        }

        // Under another name first: projects that build side by side may share the folder.
        private static void Write(string path, byte[] bytes)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path));
            var unfinished = path + "." + Guid.NewGuid().ToString("N");
            File.WriteAllBytes(unfinished, bytes);
            try
            {
                if (File.Exists(path))
                    File.Replace(unfinished, path, null);
                else
                    File.Move(unfinished, path);
            }
            catch (IOException)
            {
                File.Delete(unfinished);
                if (!File.Exists(path))
                    throw;
            }
        }

        /// <summary>Whether the libstdc++ that this machine's loader would take has the version. Where none is found, the library may lie anywhere: then it is not known.</summary>
        private bool HasVersion()
        {
            var name = Encoding.ASCII.GetBytes(Version + "\0");
            return SystemLibraries().Any(file => IndexOf(File.ReadAllBytes(file), name, 0) >= 0);
        }

        private static IEnumerable<string> SystemLibraries()
        {
            var folders = new[] { "/usr/lib/x86_64-linux-gnu", "/lib/x86_64-linux-gnu", "/usr/lib64", "/lib64", "/usr/lib" };
            return folders.Select(folder => Path.Combine(folder, "libstdc++.so.6")).Where(File.Exists).Take(1);
        }

        /// <returns>Whether the library needs the version and did not yet mark it.</returns>
        private bool Mark(byte[] elf)
        {
            if (elf.Length < 64 || elf[0] != 0x7f || elf[1] != 'E' || elf[2] != 'L' || elf[3] != 'F' || elf[4] != 2)
                return false;
            var sections = (int)BitConverter.ToUInt64(elf, 0x28);
            var size = BitConverter.ToUInt16(elf, 0x3a);
            var marked = false;
            for (var i = 0; i < BitConverter.ToUInt16(elf, 0x3c); i++)
            {
                var section = sections + i * size;
                if (BitConverter.ToUInt32(elf, section + 4) != NeededVersions)
                    continue;
                var names = sections + (int)BitConverter.ToUInt32(elf, section + 40) * size;
                marked |= MarkIn(elf, (int)BitConverter.ToUInt64(elf, section + 24), (int)BitConverter.ToUInt64(elf, names + 24));
            }
            return marked;
        }

        // A list of libraries, each with a list of the versions that are needed of it; offsets are relative, and 0 ends a list.
        private bool MarkIn(byte[] elf, int library, int names)
        {
            for (var marked = false; ; )
            {
                var entry = library + (int)BitConverter.ToUInt32(elf, library + 8);
                for (var i = 0; i < BitConverter.ToUInt16(elf, library + 2); i++)
                {
                    if (NameAt(elf, names + (int)BitConverter.ToUInt32(elf, entry + 8)) == Version)
                    {
                        var flags = BitConverter.ToUInt16(elf, entry + 4);
                        marked |= (flags & WeakFlag) == 0;
                        BitConverter.GetBytes((ushort)(flags | WeakFlag)).CopyTo(elf, entry + 4);
                    }
                    entry += (int)BitConverter.ToUInt32(elf, entry + 12);
                }
                var next = (int)BitConverter.ToUInt32(elf, library + 12);
                if (next == 0)
                    return marked;
                library += next;
            }
        }

        private static string NameAt(byte[] bytes, int start)
        {
            return Encoding.ASCII.GetString(bytes, start, Array.IndexOf(bytes, (byte)0, start) - start);
        }

        private static int IndexOf(byte[] bytes, byte[] wanted, int start)
        {
            for (var i = Array.IndexOf(bytes, wanted[0], start); i >= 0 && i + wanted.Length <= bytes.Length; i = Array.IndexOf(bytes, wanted[0], i + 1))
                if (wanted.SequenceEqual(new ArraySegment<byte>(bytes, i, wanted.Length)))
                    return i;
            return -1;
        }
    }
}
